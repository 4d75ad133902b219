//! The edge and the objects are two services: what one forgets or loses, the other does not.

use fanfare_tests::community::Community;
use fanfare_tests::server;

/// A worker of the configuration, as text.
fn worker(config: &str, name: &str) -> String {
    let begins = format!("const {name} :Workerd.Worker = (");
    let rest = config
        .split(&begins)
        .nth(1)
        .unwrap_or_else(|| panic!("there is no worker {name}"));
    rest.split("\n);").next().unwrap().to_owned()
}

#[test]
fn only_the_objects_have_storage_and_only_the_edge_has_a_socket() {
    let server = server::shared();
    let config = std::fs::read_to_string(server.state().join("workerd.capnp")).unwrap();
    let (edge, objects) = (worker(&config, "edge"), worker(&config, "objects"));
    assert!(objects.contains("durableObjectStorage") && objects.contains("enableSql = true"));
    assert!(!edge.contains("durableObjectStorage") && !edge.contains("enableSql"));
    assert!(
        edge.contains("serviceName = \"objects\""),
        "the edge calls the other service"
    );
    let sockets = config
        .split("sockets = ")
        .nth(1)
        .unwrap()
        .split("]")
        .next()
        .unwrap();
    assert!(sockets.contains("service = \"edge\"") && !sockets.contains("objects"));
}

#[test]
fn the_edge_answers_from_its_own_memory() {
    let community = Community::new();
    community.member("Robin Sample").ask();
    let visitor = community.visitor();
    let first = visitor.get("questions?sort=new").ok(200);
    let second = visitor.get("questions?sort=new").ok(200);
    assert_eq!(first.header("fanfare-cache"), "object");
    // Within the second it is kept for it needs no look at the object; later one, but no new answer.
    assert!(matches!(
        second.header("fanfare-cache").as_str(),
        "isolate" | "checked"
    ));
    assert_eq!(first.body, second.body);
}

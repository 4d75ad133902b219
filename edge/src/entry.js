// What the runtime loads. `worker-build` makes the module this one stands before: it begins wasm anew after a panic.
import { DurableObject } from "cloudflare:workers";

import Worker, { Community as CommunityInside, Contest as ContestInside } from "./worker.js";

export default Worker;

// An object as it is called: by its one method, with texts. `edge/src/message.rs` says what they hold.
class Called extends DurableObject {
  #inside;
  #writes = [];

  constructor(Inside, state, env) {
    super(state, env);
    this.#inside = new Inside(state, env);
  }

  // Writes that come while an earlier one is on its way to disk are done together after it: each is its own transaction
  // inside of the one that the runtime begins with the first and commits after the last. No answer leaves before that.
  answer(call, body) {
    const answer = async () => this.#inside.answer(call, body);
    if (call.startsWith("GET\n")) return answer();
    return new Promise((resolve) => {
      if (this.#writes.push(() => resolve(answer())) > 1) return;
      const write = () => this.#write();
      // A timer would let reads pass the writes that came before them.
      this.ctx.storage.sync().then(write, write);
    });
  }

  #write() {
    const writes = this.#writes;
    this.#writes = [];
    for (const write of writes) write();
  }

  alarm() {
    return this.#inside.alarm();
  }
}

export class Community extends Called {
  constructor(state, env) {
    super(CommunityInside, state, env);
  }
}

export class Contest extends Called {
  constructor(state, env) {
    super(ContestInside, state, env);
  }
}

// A past for what a test did a moment ago: a server tells time by its clock alone, so its database is moved back while it
// is stopped. Needs python3, as the tests of contests do.

import { execFileSync } from "node:child_process";
import { join } from "node:path";

import { startServer } from "./server.mjs";

const DAY_MS = 864e5;
// What happened to these, and when they were written.
const MOVE = `
import glob, json, sqlite3, sys
tables = {'events': ('target', 'at'), 'questions': ('id', 'created_at'), 'answers': ('id', 'created_at')}
moved = 0
for name in glob.glob(sys.argv[1] + '/*/*.sqlite'):
    with sqlite3.connect(name) as database:
        there = {row[0] for row in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not there.issuperset(tables):
            continue
        for table, (key, at) in tables.items():
            for id, by in json.loads(sys.argv[2]):
                moved += database.execute(f'UPDATE {table} SET {at} = {at} - ? WHERE {key} = ?', (by, id)).rowcount
print(moved)
`;

// Moves questions and answers so many days back, with all that happened to them: pairs of an id and days. Earlier ones go
// further, so that the ledger stays in its order.
export const movedBack = async (stack, days) => {
  await stack.server.stop();
  const moves = JSON.stringify(days.map(([id, by]) => [id, by * DAY_MS]));
  const moved = Number(execFileSync("python3", ["-c", MOVE, join(stack.server.state, "objects"), moves]));
  if (!(moved >= days.length)) throw new Error(`only ${moved} rows were moved`);
  stack.server = await startServer(stack.server);
};

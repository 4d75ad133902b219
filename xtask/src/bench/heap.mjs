// Prints the heap of each isolate of the workerd whose inspector listens at the address on the command line.
const address = process.argv[1];

async function heap({ webSocketDebuggerUrl }) {
  const socket = new WebSocket(webSocketDebuggerUrl);
  await new Promise((resolve, reject) => {
    socket.onopen = resolve;
    socket.onerror = () => reject(new Error("the inspector refused"));
  });
  const answer = new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      const { id, result } = JSON.parse(data);
      if (id === 1) resolve(result);
    };
  });
  socket.send(JSON.stringify({ id: 1, method: "Runtime.getHeapUsage" }));
  const { usedSize, backingStorageSize = 0, embedderHeapUsedSize = 0 } = await answer;
  socket.close();
  return { used: (usedSize + embedderHeapUsedSize) / 1e6, beside: backingStorageSize / 1e6 };
}

const isolates = await (await fetch(`http://${address}/json`)).json();
const heaps = {};
for (const isolate of isolates) heaps[isolate.id] = await heap(isolate);
console.log(JSON.stringify(heaps));

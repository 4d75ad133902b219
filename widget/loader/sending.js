// What takes a picture or video from a device to the server, and keeps it until it is taken. It is brought when somebody
// chooses the first one, or decides about some.

export { keepFile, remember, restore } from "./pictures/kept.js";
export { send, vary } from "./pictures/send.js";
export { previewOf, shrink } from "./pictures/shrink.js";

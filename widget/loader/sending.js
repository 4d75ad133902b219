// What takes a picture or video from a device to the server. It is brought when somebody chooses the first one.

export { send } from "./pictures/send.js";
export { firstPicture, shrink } from "./pictures/shrink.js";

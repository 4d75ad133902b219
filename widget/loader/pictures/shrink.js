// A picture as it is sent: at most 2048 pixels a side, encoded anew. Nothing but its pixels is left of the file. A
// video is sent as it is; the server takes out where it was taken.

const SIDE = 2048;
const PREVIEW = 240;
const QUALITY = 0.85;

const drawn = (image, side, sides = [image.width, image.height]) => {
  const scale = Math.min(1, side / Math.max(...sides));
  const [width, height] = sides.map((length) => Math.max(1, Math.round(length * scale)));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  return canvas;
};

const encoded = (canvas, type) => new Promise((done) => canvas.toBlob(done, type, QUALITY));

// The bytes to send and a small canvas to show. It fails where the file is no picture that this browser shows.
export const shrink = async (file) => {
  const image = await createImageBitmap(file);
  const canvas = drawn(image, SIDE);
  const preview = drawn(image, PREVIEW);
  image.close();
  let blob = await encoded(canvas, "image/webp");
  if (blob?.type != "image/webp") {
    // JPEG has no pixels to see through: they become white.
    const context = canvas.getContext("2d");
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    blob = await encoded(canvas, "image/jpeg");
  }
  if (!blob) throw new Error("this picture can't be encoded");
  return { blob, preview };
};

// A small canvas to show: of a video what it begins with. It fails where the page's policy or the browser does not play it.
export const previewOf = async (file) => {
  if (!file.type.startsWith("video/")) {
    const image = await createImageBitmap(file);
    const preview = drawn(image, PREVIEW);
    image.close();
    return preview;
  }
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true, preload: "auto" });
  try {
    await new Promise((onloadeddata, onerror) => Object.assign(video, { onloadeddata, onerror, src: URL.createObjectURL(file) }));
    return drawn(video, PREVIEW, [video.videoWidth, video.videoHeight]);
  } finally {
    URL.revokeObjectURL(video.src);
  }
};

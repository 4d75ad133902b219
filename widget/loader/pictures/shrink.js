// A picture as it is sent: at most 2048 pixels a side, encoded anew. Nothing but its pixels is left of the file. A
// video is sent as it is; the server takes out where it was taken.

const SIDE = 2048;
const PREVIEW = 240;
// How wide a smaller variant is: the server takes no other.
const VARIANT = 480;
const QUALITY = 0.85;

const scaled = (image, scale, sides) => {
  const [width, height] = sides.map((length) => Math.max(1, Math.round(length * Math.min(1, scale))));
  const canvas = Object.assign(document.createElement("canvas"), { width, height });
  const context = canvas.getContext("2d");
  context.imageSmoothingQuality = "high";
  context.drawImage(image, 0, 0, width, height);
  return canvas;
};
const drawn = (image, side, sides = [image.width, image.height]) => scaled(image, side / Math.max(...sides), sides);

const encodedAs = (canvas, type) => new Promise((done) => canvas.toBlob(done, type, QUALITY));

const encoded = async (canvas) => {
  let blob = await encodedAs(canvas, "image/webp");
  if (blob?.type != "image/webp") {
    // JPEG has no pixels to see through: they become white.
    const context = canvas.getContext("2d");
    context.globalCompositeOperation = "destination-over";
    context.fillStyle = "#fff";
    context.fillRect(0, 0, canvas.width, canvas.height);
    blob = await encodedAs(canvas, "image/jpeg");
  }
  if (!blob) throw new Error("this picture can't be encoded");
  return blob;
};

// The bytes to send and a small canvas to show. It fails where the file is no picture that this browser shows.
export const shrink = async (file) => {
  const image = await createImageBitmap(file);
  const canvas = drawn(image, SIDE);
  const preview = drawn(image, PREVIEW);
  image.close();
  return { blob: await encoded(canvas), preview };
};

// What a file shows, drawn: of a video what it begins with. It fails where the page's policy or the browser does not play it.
const shown = async (file, draw) => {
  if (!file.type.startsWith("video/")) {
    const image = await createImageBitmap(file);
    const canvas = draw(image, [image.width, image.height]);
    image.close();
    return canvas;
  }
  const video = Object.assign(document.createElement("video"), { muted: true, playsInline: true, preload: "auto" });
  try {
    await new Promise((onloadeddata, onerror) => Object.assign(video, { onloadeddata, onerror, src: URL.createObjectURL(file) }));
    // Some browsers play what is heard alone.
    if (!video.videoWidth) throw new Error("nothing is seen of this video");
    return draw(video, [video.videoWidth, video.videoHeight]);
  } finally {
    URL.revokeObjectURL(video.src);
  }
};

// A small canvas to show.
export const previewOf = (file) => shown(file, (image, sides) => drawn(image, PREVIEW, sides));

// The smaller variant of a picture, or the poster of a video.
export const variantOf = async (file) => encoded(await shown(file, (image, sides) => scaled(image, VARIANT / sides[0], sides)));

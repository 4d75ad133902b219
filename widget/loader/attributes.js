// Attributes as properties: each that an element observes is read and set by either.

const property = (attribute) => attribute.replace(/-(.)/, (_, letter) => letter.toUpperCase());

// Gives a class its properties.
export const reflect = (made) => {
  for (const attribute of made.observedAttributes) {
    Object.defineProperty(made.prototype, property(attribute), {
      get() {
        return this.getAttribute(attribute) ?? "";
      },
      set(value) {
        value == null ? this.removeAttribute(attribute) : this.setAttribute(attribute, value);
      },
    });
  }
};

// Takes what the page set before the class was there: such a property would hide the one of the class.
export const takeProperties = (element) => {
  for (const name of element.constructor.observedAttributes.map(property)) {
    if (!Object.hasOwn(element, name)) continue;
    const value = element[name];
    delete element[name];
    element[name] = value;
  }
};

// What every page does with JavaScript on; everything reads without it.
"use strict";

// Empty fields are no filters: they stay out of the address.
document.addEventListener("formdata", (event) => {
  for (const [name, value] of [...event.formData.entries()]) {
    if (value === "") event.formData.delete(name);
  }
});

// On a phone the filters are folded until they are wanted.
if (window.matchMedia("(max-width: 48rem)").matches) {
  for (const fold of document.querySelectorAll(".narrow > details")) fold.open = false;
}

// The box for questions in SQL: Ctrl and Enter asks, and the question can be mended at once.
"use strict";

const question = document.getElementById("q");
question.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    question.form.requestSubmit();
  }
});
if (question.value) {
  question.focus({ preventScroll: true });
  question.setSelectionRange(question.value.length, question.value.length);
}

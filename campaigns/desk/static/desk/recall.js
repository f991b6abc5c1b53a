// Says the sum of a recall's figures while they are typed. The server reckons it again.
const form = document.querySelector("[data-recall]");
if (form) {
  const booked = Number(form.dataset.booked);
  const fields = [...form.querySelectorAll("input.number")];
  const sum = form.querySelector("[data-sum]");
  const asked = booked > 0 ? `加起来应当是 ${booked} 份。` : "";
  const read = (field) => {
    const typed = field.value.normalize("NFKC").replace(/\s|份$/g, "");
    return /^\d+$/.test(typed) ? Number(typed) : NaN;
  };
  const say = () => {
    const found = fields.map(read).reduce((a, b) => a + b, 0);
    const gap = found - booked;
    if (Number.isNaN(found)) sum.textContent = asked;
    else if (gap === 0) sum.textContent = `合计 ${found} 份，和账面一样。`;
    else {
      const word = gap > 0 ? "多" : "少";
      sum.textContent = `您填的合计 ${found} 份，账面 ${booked} 份，${word} ${Math.abs(gap)} 份。`;
    }
  };
  form.addEventListener("input", say);
  say();
}

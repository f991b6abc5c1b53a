/* 反诈视力表 in the editor: what fits beside each row, while one types.
   The server has reckoned every paper, distance and number of rows; here it is only looked up. */
(() => {
  const ROW = /^(.*-rows-\d+)-value-text$/;

  class EyeChart extends window.StimulusModule.Controller {
    static values = { table: Object };

    connect() {
      this.line = document.createElement("p");
      this.line.className = "eye-chart__offers";
      this.line.setAttribute("role", "status");
      this.element.append(this.line);
      this.look = this.look.bind(this);
      this.choose = this.choose.bind(this);
      this.element.addEventListener("input", this.look);
      this.element.addEventListener("change", this.choose);
      // Rows that come, go or move: Wagtail inserts them and marks removed ones in hidden fields.
      this.observer = new MutationObserver(this.look);
      this.look();
    }

    disconnect() {
      this.observer.disconnect();
      this.element.removeEventListener("input", this.look);
      this.element.removeEventListener("change", this.choose);
      this.line.remove();
    }

    field(name) {
      return this.element.querySelector(`select[name$="-${name}"]`);
    }

    rows() {
      const inputs = [...this.element.querySelectorAll('input[name$="-value-text"]')];
      return inputs.filter((input) => {
        const found = input.name.match(ROW);
        if (!found) return false;
        const gone = this.element.querySelector(`input[name="${found[1]}-deleted"]`);
        return !gone || !gone.value;
      });
    }

    /* Another paper has its own usual distance; one that still works is kept. */
    choose(event) {
      const table = this.tableValue;
      const paper = this.field("paper").value;
      if (event.target === this.field("paper")) {
        const distance = this.field("distance");
        const count = this.rows().length;
        const known = Object.keys(table.windows).some((key) => key.startsWith(`${count}/`));
        if (known && !table.windows[`${count}/${paper}/${distance.value}`]) {
          const every = [...distance.options].map((option) => option.value);
          const can = [String(table.usual[paper]), ...every];
          distance.value = can.find((metres) => table.windows[`${count}/${paper}/${metres}`]);
        }
      }
      this.look();
    }

    look() {
      this.observer.disconnect();
      const rows = this.rows();
      const lengths = rows.map((input) => [...input.value.trim().replace(/\s+/g, " ")].length);
      const paper = this.field("paper").value;
      const distance = this.field("distance").value;
      const marks = this.tableValue.windows[`${rows.length}/${paper}/${distance}`];
      rows.forEach((input, place) => this.note(input, lengths[place], marks && marks[place]));
      this.offerDistances(rows.length, paper);
      this.sum(lengths, `${paper}/${distance}`);
      this.observer.observe(this.element, {
        childList: true, subtree: true, attributes: true, attributeFilter: ["value"],
      });
    }

    note(input, length, mark) {
      const id = `${input.id}-fits`;
      let note = document.getElementById(id);
      if (!note) {
        note = document.createElement("p");
        note.id = id;
        note.className = "eye-chart__fits";
        input.insertAdjacentElement("afterend", note);
        const said = input.getAttribute("aria-describedby");
        input.setAttribute("aria-describedby", said ? `${said} ${id}` : id);
      }
      const table = this.tableValue;
      const key = `${this.field("distance").value}/${mark}`;
      const most = mark && table.most[`${this.field("paper").value}/${key}`];
      const isOver = Boolean(mark) && length > most;
      note.classList.toggle("eye-chart__fits--over", isOver);
      input.classList.toggle("eye-chart__text--over", isOver);
      const parts = mark
        ? [table.marks[mark], `字高 ${table.heights[key]} 毫米`, `已写 ${length} / 最多 ${most} 个字`]
        : [`已写 ${length} 个字`];
      if (isOver) parts.push(`要去掉 ${length - most} 个`);
      note.replaceChildren(
        ...parts.map((words) => {
          const part = document.createElement("span");
          part.textContent = words;
          return part;
        }),
      );
    }

    /* Only distances at which so many rows can be printed on this paper. */
    offerDistances(count, paper) {
      const { windows } = this.tableValue;
      const known = Object.keys(windows).some((key) => key.startsWith(`${count}/`));
      for (const option of this.field("distance").options) {
        const can = !known || Boolean(windows[`${count}/${paper}/${option.value}`]);
        option.hidden = !can && !option.selected;
        option.disabled = option.hidden;
      }
    }

    sum(lengths, chosen) {
      const { windows, papers, fewest, largest } = this.tableValue;
      const count = lengths.length;
      let words;
      let isGood = false;
      if (count < fewest) words = `现在 ${count} 行，还要加 ${fewest - count} 行。`;
      else if (count > largest) words = `现在 ${count} 行，最多 ${largest} 行，请去掉 ${count - largest} 行。`;
      else {
        const can = Object.keys(windows)
          .filter((key) => key.startsWith(`${count}/`) && this.allFit(key, lengths))
          .map((key) => key.slice(key.indexOf("/") + 1));
        isGood = can.includes(chosen);
        const said = Object.entries(papers)
          .map(([paper, name]) => {
            const metres = can.filter((key) => key.startsWith(`${paper}/`)).map((key) => key.split("/")[1]);
            return metres.length ? `${name}（${metres.join("、")} 米）` : "";
          })
          .filter(Boolean)
          .join("、");
        words = said ? `这 ${count} 行可以印：${said}。` : "现在哪种纸都印不下，请改短标红的行。";
        if (said && !isGood) words = `所选的纸张和距离印不下。${words}`;
      }
      this.line.classList.toggle("eye-chart__offers--good", isGood);
      if (this.line.textContent !== words) this.line.textContent = words;
    }

    allFit(key, lengths) {
      const place = key.slice(key.indexOf("/") + 1);
      return this.tableValue.windows[key].every(
        (mark, n) => lengths[n] <= this.tableValue.most[`${place}/${mark}`],
      );
    }
  }

  window.wagtail.app.register("eye-chart", EyeChart);
})();

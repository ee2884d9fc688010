"use strict";
(function () {
  var root = document.documentElement, store = null;
  var dialog = document.getElementById("sentences"), list = document.getElementById("sentences-list");
  var status = document.getElementById("status"), opener = null;

  function zh() { return root.lang !== "en"; }
  function t(a, b) { return zh() ? a : b; }
  function data() { return store || (store = JSON.parse(document.getElementById("evidence").textContent)); }
  function make(name, className, text) {
    var node = document.createElement(name);
    if (className) { node.className = className; }
    if (text !== undefined) { node.textContent = text; }
    return node;
  }
  function both(a, b) {
    var node = document.createDocumentFragment(), x = make("span", "zh", a), y = make("span", "en", b);
    x.lang = "zh-CN"; y.lang = "en";
    node.append(x, y);
    return node;
  }
  function visible(node) {
    var copy = node.cloneNode(true);
    copy.querySelectorAll(zh() ? ".en" : ".zh").forEach(function (n) { n.remove(); });
    copy.querySelectorAll("small,.bar,.sr").forEach(function (n) { n.remove(); });
    return copy.textContent.replace(/\s+/g, " ").trim();
  }

  /* Evidence: a number opens the sentences behind it. */
  var CODES = {quoted: ["引用原文", "quoted"], paraphrased: ["用自己的话", "in own words"], mentioned: ["只提到", "mentioned"]};
  var GROUPS = {"其他": "Others", "未注明": "Not stated", "全体": "All"};

  function heading(button) {
    var cell = button.closest("td,th"), figure = button.closest("figure");
    if (!cell) { return [figure ? visible(figure.querySelector("figcaption")).replace(/[（(].*$/, "").trim() : "", visible(button)].filter(Boolean).join(" · "); }
    var row = cell.parentNode, table = cell.closest("table");
    var name = row.querySelector("th"), top = table.tHead.rows[0].cells[cell.cellIndex];
    var parts = [name ? visible(name) : "", top && top.scope ? visible(top) : ""];
    return parts.filter(Boolean).join(" · ");
  }
  function marked(text, from, to) {
    var p = make("p");
    if (from < 0) { p.textContent = text; return p; }
    var chars = Array.from(text);
    p.append(chars.slice(0, from).join(""), make("mark", "", chars.slice(from, to).join("")), chars.slice(to).join(""));
    return p;
  }
  function item(entry) {
    var d = data(), sentence = d.s[entry[0]], doc = d.d[sentence[0]], li = make("li");
    if (entry.length > 3) {
      var point = make("p", "point"), code = CODES[entry[3]];
      if (code) { point.append(make("span", "chip", t(code[0], code[1])), " "); }
      point.append(d.n[entry[4]]);
      li.append(point);
    }
    li.append(marked(sentence[2], entry[1], entry[2]));
    var group = zh() ? doc[2] : (GROUPS[doc[2]] || doc[2]);
    var about = [doc[1], group, sentence[3], t("第 " + (sentence[1] + 1) + " 句", "sentence " + (sentence[1] + 1)), doc[0]];
    var line = make("p", "about", about.filter(Boolean).join(" · "));
    if (!doc[3]) { line.append(" ", make("span", "chip out", t("不计入图表", "not in the charts"))); }
    li.append(line);
    return li;
  }
  function open(button) {
    var cell = data().c[button.dataset.e];
    if (!cell) { return; }
    opener = button;
    document.getElementById("sentences-title").textContent = heading(button);
    var n = cell[1].length;
    document.getElementById("sentences-count").textContent = n < cell[0]
      ? t("共 " + cell[0] + " 处；每篇至多列一处，下面是最清楚的 " + n + " 处", n + " of " + cell[0] + ": the clearest, one a document")
      : t("共 " + n + " 处", n + " in all");
    list.replaceChildren.apply(list, cell[1].map(item));
    if (dialog.showModal) { dialog.showModal(); } else { dialog.setAttribute("open", ""); }
    dialog.scrollTop = 0;
    document.getElementById("sentences-title").focus();
  }
  function close() {
    if (dialog.close) { dialog.close(); } else { dialog.removeAttribute("open"); }
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest("button.n");
    if (button) { open(button); } else if (event.target === dialog) { close(); }
  });
  document.getElementById("close").addEventListener("click", close);
  dialog.addEventListener("close", function () { if (opener) { opener.focus(); opener = null; } });

  /* Sorting and filtering. Rows of class "all" stay on top. */
  function value(cell) {
    if (cell.dataset.v !== undefined) { return Number(cell.dataset.v); }
    var text = visible(cell);
    return /^-?[\d.,]+%?$/.test(text) ? parseFloat(text.replace(/,/g, "")) : text;
  }
  function sort(table, column, head) {
    var down = head.getAttribute("aria-sort") === "descending" ? false : head.getAttribute("aria-sort") === "ascending";
    if (!head.hasAttribute("aria-sort")) { down = head.matches(".num,.wide,.narrow,.reading"); }
    table.querySelectorAll("th[aria-sort]").forEach(function (h) { h.removeAttribute("aria-sort"); });
    head.setAttribute("aria-sort", down ? "descending" : "ascending");
    var body = table.tBodies[0], rows = Array.from(body.rows).filter(function (r) { return !r.classList.contains("all"); });
    var keyed = rows.map(function (row, i) { return [row.cells[column] ? value(row.cells[column]) : "", i, row]; });
    var words = new Intl.Collator(zh() ? "zh-CN" : "en", {numeric: true});
    keyed.sort(function (a, b) {
      var order = typeof a[0] === "number" && typeof b[0] === "number" ? a[0] - b[0] : words.compare(String(a[0]), String(b[0]));
      return (down ? -order : order) || a[1] - b[1];
    });
    keyed.forEach(function (k) { body.append(k[2]); });
    status.textContent = t("已按“" + visible(head) + "”" + (down ? "从大到小" : "从小到大") + "排序", "Sorted by " + visible(head) + (down ? ", descending" : ", ascending"));
  }
  document.querySelectorAll("table.sortable").forEach(function (table) {
    Array.from(table.tHead.rows[0].cells).forEach(function (head, column) {
      if (head.tagName !== "TH") { return; }
      var button = make("button", "sort");
      button.type = "button";
      button.append.apply(button, Array.from(head.childNodes));
      head.append(button);
      button.addEventListener("click", function () { sort(table, column, head); });
    });
  });
  document.querySelectorAll("table.filterable").forEach(function (table, number) {
    if (table.tBodies[0].rows.length < 9) { return; }
    var line = make("div", "filter"), label = make("label"), input = make("input"), count = make("span");
    input.type = "search"; input.id = "filter-" + number; label.htmlFor = input.id;
    label.append(both("筛选", "Filter"));
    line.append(count, label, input);
    table.closest(".scroll").before(line);
    input.addEventListener("input", function () {
      var asked = input.value.trim().toLowerCase(), shown = 0, rows = Array.from(table.tBodies[0].rows);
      rows.forEach(function (row) {
        row.hidden = Boolean(asked) && !row.classList.contains("all") && row.textContent.toLowerCase().indexOf(asked) < 0;
        shown += row.hidden ? 0 : 1;
      });
      count.textContent = asked ? shown + " / " + rows.length : "";
      status.textContent = count.textContent;
    });
  });
  document.querySelectorAll(".scroll").forEach(function (box) {
    if (box.scrollWidth > box.clientWidth + 1) {
      var caption = box.querySelector("caption");
      box.tabIndex = 0; box.setAttribute("role", "region");
      if (caption) { box.setAttribute("aria-label", visible(caption)); }
    }
  });

  /* Language, theme, print. Storage may be closed to pages opened from disk. */
  function remember(key, value) { try { localStorage.setItem("reflectnlp-" + key, value); } catch (e) { return; } }
  function recall(key) { try { return localStorage.getItem("reflectnlp-" + key); } catch (e) { return null; } }
  var dark = window.matchMedia ? window.matchMedia("(prefers-color-scheme: dark)") : {matches: false};
  var themeButton = document.getElementById("tool-theme");
  function theme(name) {
    root.dataset.theme = name;
    themeButton.setAttribute("aria-pressed", String(name === "dark"));
  }
  if (recall("theme")) { theme(recall("theme")); } else { themeButton.setAttribute("aria-pressed", String(dark.matches)); }
  themeButton.addEventListener("click", function () {
    var now = root.dataset.theme || (dark.matches ? "dark" : "light"), next = now === "dark" ? "light" : "dark";
    theme(next); remember("theme", next);
  });
  document.getElementById("tool-lang").addEventListener("click", function () {
    root.lang = zh() ? "en" : "zh-CN";
  });
  document.getElementById("tool-print").addEventListener("click", function () { window.print(); });
  window.addEventListener("beforeprint", function () {
    document.querySelectorAll("details").forEach(function (d) { d.open = true; });
  });
  document.getElementById("tools").hidden = false;
})();

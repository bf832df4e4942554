// Before the first paint: what only works with scripts may show, what is only for their absence may hide.
document.documentElement.classList.add("js");

// Work that goes on: its page shows how far it is, and is shown anew when it is done.
const PAUSE_MS = 700;

export function startWaiting() {
  const job = document.querySelector("[data-job]");
  if (job) follow(job.dataset.job, (progress) => showProgress(job, progress));
  else if (document.querySelector("[data-working]")) follow("/api/jobs/current", () => {});
}

async function follow(address, show) {
  for (;;) {
    await new Promise((done) => setTimeout(done, PAUSE_MS));
    const answer = await fetch(address, { headers: { accept: "application/json" } }).catch(() => null);
    if (!answer?.ok) return;
    const progress = await answer.json();
    if (progress.over) break;
    show(progress);
  }
  window.location.reload();
}

function showProgress(job, progress) {
  job.querySelector("[data-step]").textContent = progress.words;
  const bar = job.querySelector("progress");
  if (progress.of) {
    bar.max = progress.of;
    bar.value = progress.done;
  } else {
    bar.removeAttribute("value");
  }
}

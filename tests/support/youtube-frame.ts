import type { Page, Route } from '@playwright/test';

/** What the stand-in for YouTube's frame does: it plays, reports one of its errors, says nothing, or is not let through. */
export type FrameManner = 'plays' | 'silent' | 'refused' | { error: number };

const HOST = 'https://www.youtube-nocookie.com/**';

/** A page that speaks the messages of the real frame. It plays from `start`, four looks a second, and obeys commands. */
const PLAYING = (durationSeconds: number) => `<script>
  let time = Number(new URLSearchParams(location.search).get('start')), timer, state = 1;
  const tell = (info) => parent.postMessage(JSON.stringify({ event: 'infoDelivery', info }), '*');
  addEventListener('message', ({ data }) => {
    const { event, func, args } = JSON.parse(data);
    if (event === 'listening' && !timer) {
      tell({ duration: ${durationSeconds}, currentTime: time, playerState: state, playbackRate: 1 });
      timer = setInterval(() => { if (state === 1) { time += 0.25; tell({ currentTime: time }); } }, 250);
    }
    if (func === 'seekTo') { time = args[0]; tell({ currentTime: time }); }
    if (func === 'pauseVideo') { state = 2; tell({ playerState: 2 }); }
    if (func === 'playVideo') { state = 1; tell({ playerState: 1 }); }
  });
</script>`;

const FAILING = (error: number) => `<script>
  let told;
  addEventListener('message', ({ data }) => {
    if (JSON.parse(data).event !== 'listening' || told) return;
    told = true;
    parent.postMessage(JSON.stringify({ event: 'initialDelivery', info: { playerState: -1 } }), '*');
    parent.postMessage(JSON.stringify({ event: 'onError', info: ${error} }), '*');
  });
</script>`;

/** Answers for YouTube; the manner may change from one loading to the next. Gives the addresses that were asked for. */
export async function standInForYouTube(
  page: Page,
  given: { manner: FrameManner; durationSeconds: number },
): Promise<URL[]> {
  const asked: URL[] = [];
  await page.route(HOST, async (route: Route) => {
    asked.push(new URL(route.request().url()));
    const { manner, durationSeconds } = given;
    if (manner === 'silent') return;
    if (manner === 'refused') return route.abort('connectionrefused');
    const body = manner === 'plays' ? PLAYING(durationSeconds) : FAILING(manner.error);
    return route.fulfill({ contentType: 'text/html', body });
  });
  return asked;
}

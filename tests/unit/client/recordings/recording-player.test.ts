import { expect, test } from 'vitest';
import { RecordingPlayer } from '#lib/client/recordings/recording-player.svelte.ts';

class FakeMedia extends EventTarget {
  currentTime = 0;
  duration = Number.NaN;
  paused = true;
  playbackRate = 1;
  play() {
    this.paused = false;
    this.tell('playing');
  }
  pause() {
    this.paused = true;
    this.tell('pause');
  }
  tell(event: string) {
    this.dispatchEvent(new Event(event));
  }
}

function opened() {
  const [player, media] = [new RecordingPlayer(), new FakeMedia()];
  player.follow(media);
  media.duration = 120;
  media.tell('loadedmetadata');
  return { player, media };
}

test('it obeys nothing before it is ready', () => {
  const [player, media] = [new RecordingPlayer(), new FakeMedia()];
  player.toggle();
  player.seek(10);
  player.follow(media);
  player.toggle();
  player.seek(10);
  expect([player.phase, player.now, media.paused, media.currentTime]).toEqual(['loading', 0, true, 0]);
});

test('it plays, pauses and goes to a second within the recording', () => {
  const { player, media } = opened();
  player.toggle();
  expect([player.playing, player.duration]).toEqual([true, 120]);
  player.toggle();
  expect(player.playing).toBe(false);
  player.seek(500);
  expect([player.now, media.currentTime]).toEqual([120, 120]);
  player.seek(-1);
  expect(media.currentTime).toBe(0);
});

test('a source that fails is said, and one that is left is not heard any more', () => {
  const { player, media } = opened();
  media.currentTime = 7;
  media.tell('timeupdate');
  media.tell('unavailable');
  expect([player.phase, player.playing]).toEqual(['unavailable', false]);
  player.leave();
  media.currentTime = 9;
  media.tell('timeupdate');
  expect([player.phase, player.now]).toEqual(['idle', 7]);
});

/** What can wait until the browser has painted what cannot: a map follows the hand, counts come a frame later. */

export interface Later {
  /** Does it once the next frame is painted. What was asked before and is not done yet is dropped. */
  ask(task: () => void): void;
  cancel(): void;
}

export function createLater(): Later {
  let asked = 0;
  return {
    ask(task) {
      asked += 1;
      const mine = asked;
      requestAnimationFrame(() =>
        setTimeout(() => {
          if (mine === asked) task();
        }),
      );
    },
    cancel() {
      asked += 1;
    },
  };
}

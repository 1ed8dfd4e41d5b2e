import type { Engine } from '../../core/engine/face.ts';
import { tellChange } from './changes.ts';

let engine: Engine | null = null;

/** The engine of this page. A screen that asks before `setEngine` was called is a bug. */
export function getEngine(): Engine {
  if (!engine) throw new Error('The engine was asked before the app was mounted.');
  return engine;
}

/** Takes the engine in use and hands its changes on. */
export function setEngine(next: Engine): void {
  engine = next;
  void next.onChange(tellChange);
}

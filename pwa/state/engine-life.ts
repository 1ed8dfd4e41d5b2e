import { signal } from '@preact/signals';
import type { EngineLife } from '../worker/life-message.ts';

/** Whether the engine of this page can be asked, and why not. */
export const engineLife = signal<EngineLife>('fine');

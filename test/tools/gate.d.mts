import type { Counts } from './run-vitest.d.mts';

export interface Step {
  name: string;
  run(): Counts;
}
export function command(name: string, ...argv: string[]): Step;
export function vitest(project: string): Step;
export function gate(steps: readonly Step[]): never;
export function closingLines(done: readonly (Counts & { name: string; seconds: number })[]): string[];

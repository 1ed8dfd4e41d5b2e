import type { AppPlatform } from '../platform/platform.ts';

let current: AppPlatform | null = null;

export function setPlatform(platform: AppPlatform): void {
  current = platform;
}

export function getPlatform(): AppPlatform {
  if (!current) throw new Error('The platform was asked before the app was mounted.');
  return current;
}

import type { Settings } from '../model/settings.ts';

/**
 * Which settings a backup brings to another device. `asked`: only by a click, since they decide what is asked of
 * whom.
 */
export const SETTING_TRAVELS: Readonly<Record<keyof Settings, 'travels' | 'asked' | 'stays'>> = {
  resolvers: 'asked',
  noNetwork: 'asked',
  nameSenders: 'asked',
  localTable: 'travels',
  language: 'travels',
  theme: 'travels',
  userName: 'travels',
};

/** Every webmail that Rualens knows, most particular first. A new one is its file, its fixture and its line here. */
import { guarded } from '../guarded.ts';
import type { Webmail } from '../webmail.ts';
import { generic } from './generic.ts';
import { gmail } from './gmail.ts';
import { horde } from './horde.ts';
import { outlook } from './outlook.ts';
import { roundcube } from './roundcube.ts';
import { sogo } from './sogo.ts';

export const WEBMAILS: readonly Webmail[] = [gmail, outlook, sogo, roundcube, horde, generic].map(guarded);

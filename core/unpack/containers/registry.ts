import type { Container } from '../container.ts';
import { gzip } from './gzip.ts';
import { mail } from './mail.ts';
import { mbox } from './mbox.ts';
import { msg } from './msg.ts';
import { tar } from './tar.ts';
import { zip } from './zip.ts';
import { zlib } from './zlib.ts';

/** All containers, the surest marks first. What none of them takes is plain: see ../plain-kind.ts. */
export const CONTAINERS: readonly Container[] = [gzip, zip, msg, tar, zlib, mbox, mail];

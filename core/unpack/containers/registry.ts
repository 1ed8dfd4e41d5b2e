import type { Container } from '../container.ts';
import { base64 } from './base64.ts';
import { cms } from './cms.ts';
import { gzip } from './gzip.ts';
import { mail } from './mail.ts';
import { mbox } from './mbox.ts';
import { msg } from './msg.ts';
import { packedWithin } from './packed-within.ts';
import { tar } from './tar.ts';
import { tnef } from './tnef.ts';
import { uuencode } from './uuencode.ts';
import { wide } from './wide.ts';
import { zip } from './zip.ts';
import { zlib } from './zlib.ts';

/** All containers, the surest marks first. What none of them takes is plain: see ../plain-kind.ts. */
export const CONTAINERS: readonly Container[] = [
  gzip,
  zip,
  msg,
  tnef,
  cms,
  tar,
  zlib,
  wide,
  uuencode,
  mbox,
  mail,
  base64,
  packedWithin,
];

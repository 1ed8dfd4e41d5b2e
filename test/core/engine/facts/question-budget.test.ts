import { expect, test } from 'vitest';
import { openEngine } from '../../../../core/engine/open-engine.ts';

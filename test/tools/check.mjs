// `npm run check`: what a developer runs before each commit; under a minute.
import { gate } from './gate.mjs';
import { ensurePackages } from './setup.mjs';
import { fastSteps } from './steps.mjs';

ensurePackages();
gate(fastSteps);

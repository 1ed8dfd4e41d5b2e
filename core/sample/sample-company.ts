import { SAMPLE_DOMAINS, SAMPLE_SERVICES } from './company.ts';
import { sampleResolve } from './zone.ts';

/** The sample company as the engine takes it. Its report files are made only when asked for. */
export const sampleCompany = {
  domains: SAMPLE_DOMAINS,
  services: SAMPLE_SERVICES,
  files: async (now: number) => (await import('./sample-files.ts')).sampleFiles(now),
  resolve: sampleResolve,
};

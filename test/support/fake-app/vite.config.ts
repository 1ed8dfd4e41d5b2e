import preact from '@preact/preset-vite';
import { defineConfig } from 'vite';

/** Serves the app over the fake engine: `npx vite test/support/fake-app`. */
export default defineConfig({
  plugins: [preact()],
  build: { outDir: '../../../node_modules/.cache/fake-app', emptyOutDir: true },
  server: { host: '127.0.0.1', fs: { allow: ['../../..'] } },
});

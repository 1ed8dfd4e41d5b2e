import type { ManifestOptions } from 'vite-plugin-pwa';

/** The web app manifest: what an operating system learns of the installed app. */
export const webManifest: Partial<ManifestOptions> & Record<string, unknown> = {
  id: './',
  name: 'Rualens',
  short_name: 'Rualens',
  description: 'Reads DMARC reports on your own machine: who sends as your domain, and may they?',
  start_url: './',
  scope: './',
  display: 'standalone',
  background_color: '#f5f6f8',
  theme_color: '#2b4fc7',
  categories: ['utilities', 'business', 'security'],
  icons: [
    { src: './icon.svg', sizes: 'any', type: 'image/svg+xml' },
    { src: './icon-192.png', sizes: '192x192', type: 'image/png' },
    { src: './icon-512.png', sizes: '512x512', type: 'image/png' },
    { src: './icon-maskable-512.png', sizes: '512x512', type: 'image/png', purpose: 'maskable' },
  ],
  launch_handler: { client_mode: ['focus-existing', 'auto'] },
  file_handlers: [
    {
      action: './',
      accept: {
        'application/xml': ['.xml'],
        'text/xml': ['.xml'],
        'application/gzip': ['.gz'],
        'application/zip': ['.zip'],
        'message/rfc822': ['.eml'],
        'application/mbox': ['.mbox'],
        'application/vnd.ms-outlook': ['.msg'],
      },
    },
  ],
  share_target: {
    action: './share',
    method: 'POST',
    enctype: 'multipart/form-data',
    params: {
      files: [
        {
          name: 'reports',
          accept: [
            'application/xml',
            'text/xml',
            'application/gzip',
            'application/x-gzip',
            'application/zip',
            'message/rfc822',
            '.xml',
            '.gz',
            '.zip',
            '.eml',
            '.mbox',
            '.msg',
          ],
        },
      ],
    },
  },
};

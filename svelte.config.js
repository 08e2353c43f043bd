import adapter from '@sveltejs/adapter-node';

/** @type {import('@sveltejs/kit').Config} */
const config = {
  compilerOptions: { runes: true },
  kit: {
    adapter: adapter({ precompress: true }),
    // Our own check (server/http/same-origin.ts) also serves clients that are no browser and send no Origin header.
    csrf: { trustedOrigins: ['*'] },
    csp: {
      mode: 'nonce',
      directives: {
        'default-src': ['self'],
        'script-src': ['self'],
        'style-src': ['self'],
        'style-src-attr': ['unsafe-inline'],
        'img-src': ['self', 'data:'],
        'font-src': ['self'],
        'media-src': ['self'],
        'connect-src': ['self'],
        'worker-src': ['self'],
        'manifest-src': ['self'],
        'frame-src': ['https://www.youtube-nocookie.com'],
        'object-src': ['none'],
        'base-uri': ['self'],
        'form-action': ['self'],
        'frame-ancestors': ['none'],
      },
    },
    // Registered by the first "keep this module": who keeps nothing has none.
    serviceWorker: { register: false },
    typescript: {
      config: (tsconfig) => {
        tsconfig.include.push('../*.ts', '../*.js', '../scripts/**/*.js', '../drizzle/**/*.ts');
        // The service worker is checked with everything else: it says itself what it needs of its surroundings.
        tsconfig.exclude = tsconfig.exclude.filter(
          (/** @type {string} */ path) => !path.includes('service-worker'),
        );
        return tsconfig;
      },
    },
  },
};

export default config;

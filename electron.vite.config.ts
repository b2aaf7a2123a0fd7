import react from '@vitejs/plugin-react'
import { defineConfig } from 'electron-vite'

export default defineConfig({
  main: {
    build: {
      rolldownOptions: {
        input: {
          index: 'src/main/index.ts',
          headless: 'src/main/headless.ts',
          ingest: 'src/main/ingest/worker.ts',
          metrics: 'src/main/metrics/worker.ts',
          maintenance: 'src/main/metrics/maintenance-worker.ts',
        },
      },
    },
  },
  preload: {
    build: {
      rolldownOptions: {
        input: { index: 'src/preload/index.ts' },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: 'src/renderer',
    html: { cspNonce: '__CSP_NONCE__' },
    build: { rolldownOptions: { input: 'src/renderer/index.html' } },
    plugins: [react()],
  },
})

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
          care: 'src/main/care/worker.ts',
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
    build: {
      minify: true,
      cssMinify: true,
      // Read from this machine: what counts is what runs at the start, not how much is transferred.
      chunkSizeWarningLimit: 800,
      rolldownOptions: {
        input: 'src/renderer/index.html',
        // One file of what several views share, instead of a dozen small ones; those of charts and components apart.
        output: {
          codeSplitting: {
            groups: [
              {
                name: 'charts',
                test: /node_modules[\\/](recharts|d3-|victory-vendor|@reduxjs|react-redux|immer|reselect|es-toolkit|decimal)/,
                priority: 1,
              },
              {
                name: 'components',
                test: /node_modules[\\/](@mantine|@floating-ui|@tabler|dayjs)/,
                minShareCount: 2,
                priority: 1,
              },
              { name: 'shared', minShareCount: 2 },
            ],
          },
        },
      },
    },
    plugins: [react()],
  },
})

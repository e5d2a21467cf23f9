import { defineConfig } from 'vite'

export default defineConfig({
  // hundreds of small files: in one, the server starts in half the time
  ssr: { noExternal: ['kysely', 'zod', 'hono', /^@hono\//, '@asteasolutions/zod-to-openapi', 'openapi3-ts'] },
  build: {
    ssr: true,
    outDir: 'dist/server',
    emptyOutDir: true,
    target: 'node20',
    rollupOptions: {
      input: {
        main: 'server/main.ts',
        verify: 'server/verify.ts',
        backup: 'server/backup.ts',
        restore: 'server/restore.ts',
        'sqlite-worker': 'server/storage/sqlite-worker.ts',
        'reader-worker': 'server/excel/reading/reader-worker.ts',
      },
      output: { entryFileNames: '[name].js', chunkFileNames: 'chunk-[hash].js' },
    },
  },
})

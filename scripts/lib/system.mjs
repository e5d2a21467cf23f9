import { existsSync } from 'node:fs'
import { found, run } from './run.mjs'

const isDebianRoot = () => existsSync('/etc/debian_version') && process.getuid?.() === 0 && found('apt-get')

/**
 * Sees to programs that come from the system. As root on Debian they are installed; elsewhere the missing ones are named
 * and the caller goes on without them.
 * @param wanted [{ name, there: () => boolean, packages: string[], why }]
 * @returns the names that are still missing
 */
export async function ensureSystem(wanted) {
  const missing = wanted.filter(item => !item.there())
  if (missing.length === 0) return []
  if (isDebianRoot()) {
    const packages = missing.flatMap(item => item.packages)
    console.log(`installing ${packages.join(', ')} …`)
    const quiet = { stdio: ['ignore', 'ignore', 'inherit'], env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } }
    try {
      await run('apt-get', ['update', '-q'], quiet)
      await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages], quiet)
    } catch (error) {
      console.error(`could not install: ${error.message}`)
    }
  }
  const still = missing.filter(item => !item.there())
  for (const item of still)
    console.log(`missing: ${item.name} (Debian: apt-get install ${item.packages.join(' ')}); without it ${item.why}`)
  return still.map(item => item.name)
}

const anyOf = programs => () => programs.some(found)

export const compiler = {
  name: 'a C++ compiler',
  there: () => anyOf(['g++', 'clang++'])() && found('make') && found('python3'),
  packages: ['g++', 'make', 'python3'],
  why: 'better-sqlite3 may not build',
}

export const testTools = [
  {
    name: 'Chromium',
    there: anyOf(['chromium', 'chromium-browser', 'google-chrome']),
    packages: ['chromium'],
    why: 'the browser tests are skipped',
  },
  {
    name: 'Chinese fonts',
    there: () => existsSync('/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc') || process.platform !== 'linux',
    packages: ['fonts-noto-cjk'],
    why: 'Chinese text shows as boxes in screenshots',
  },
  {
    name: 'LibreOffice',
    there: anyOf(['soffice', 'libreoffice']),
    packages: ['libreoffice-calc-nogui'],
    why: 'exported workbooks are not recalculated by another program',
  },
]

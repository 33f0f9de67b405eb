// All checks of the pages, in the order in which they are cheapest to fail, closing with plain counts.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

const folder = mkdtempSync(join(tmpdir(), 'metalwright-ui-'))
const results = { vitest: join(folder, 'vitest.json'), chromium: join(folder, 'chromium.json') }

function run(name, command, args, env = {}) {
  console.log(`\n== ${name}`)
  const { status } = spawnSync(command, args, {
    stdio: 'inherit',
    env: { ...process.env, PATH: `node_modules/.bin:${process.env.PATH}`, ...env },
  })
  return status === 0
}

function counts(file, read) {
  try {
    return read(JSON.parse(readFileSync(file, 'utf8')))
  } catch {
    // It ended before it could say anything: that is a failure, never nothing.
    return { passed: 0, failed: 1, skipped: 0 }
  }
}

const sound =
  run('lint', 'biome', ['check', '--error-on-warnings', '.']) &&
  run('types', 'tsc', ['--noEmit']) &&
  run('build', 'vite', ['build', '--logLevel', 'warn'])
let vitest = { passed: 0, failed: 0, skipped: 0 }
let chromium = { passed: 0, failed: 0, skipped: 0 }
if (sound) {
  run('logic', 'vitest', ['run', '--reporter=dot', '--reporter=json', `--outputFile.json=${results.vitest}`])
  vitest = counts(results.vitest, report => ({
    passed: report.numPassedTests,
    failed: report.numFailedTests + (report.success ? 0 : Number(report.numFailedTests === 0)),
    skipped: report.numPendingTests,
  }))
  run('pages in Chromium', 'playwright', ['test', '--reporter=line,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: results.chromium,
  })
  chromium = counts(results.chromium, ({ stats, errors }) => ({
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + errors.length,
    skipped: stats.skipped,
  }))
}
rmSync(folder, { recursive: true })

const line = ({ passed, failed, skipped }) =>
  `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`
console.log(`\nLint, types and build: ${sound ? 'passed' : 'failed'}`)
console.log(`Logic: ${line(vitest)}`)
console.log(`Pages in Chromium: ${line(chromium)}`)
const passed = vitest.passed + chromium.passed
const failed = vitest.failed + chromium.failed + (sound ? 0 : 1)
console.log(`${passed} passed, ${failed} failed`)
process.exit(failed === 0 && passed > 0 ? 0 : 1)

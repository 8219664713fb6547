// Run the JumpCloud simulator by hand, for looking at its answers or for pointing a development app at it.
// npm run simulate -- [--estate demo|small|large] [--port N]

import { parseArgs } from 'node:util'
import { runAsCommand } from './run.mjs'
import { importTypeScript } from './run-ts.mjs'

runAsCommand(import.meta, async (argv) => {
  const { values } = parseArgs({ args: argv, options: { estate: { type: 'string', default: 'demo' }, port: { type: 'string', default: '0' } } })
  const port = Number(values.port)
  if (!Number.isInteger(port) || port < 0 || port > 65_535) throw new Error('--port takes a number from 0 to 65535; 0 picks a free one')
  const { serve } = await importTypeScript('main/simulator/serve.ts')
  await serve({ estate: values.estate, port })
})

// Starts the program named by ORGDECK_BENCH_APP, says when a text of its first window has been painted, and ends it as a person would.

'use strict'

const { app } = require('electron')
const { join } = require('node:path')

const [selector, text] = JSON.parse(process.env.ORGDECK_BENCH_PAINTED)

// Looked for in every frame, from the moment on that the document is there.
const look = `new Promise((resolve) => {
  const inFrame = () => {
    const isThere = [...document.querySelectorAll(${JSON.stringify(selector)})].some((element) => element.textContent.includes(${JSON.stringify(text)}))
    requestAnimationFrame(isThere ? () => resolve() : inFrame)
  }
  requestAnimationFrame(inFrame)
})`

app.on('web-contents-created', (_event, contents) => {
  contents.once('dom-ready', () => {
    contents.executeJavaScript(look).then(() => {
      process.stdout.write('painted\n')
      setTimeout(() => app.quit(), 1_000)
    })
  })
})

const folder = process.env.ORGDECK_BENCH_APP
const { name, productName, version, main } = require(join(folder, 'package.json'))
app.setAppPath(folder)
app.setName(productName ?? name)
app.setVersion(version)
require(join(folder, main))

// Texts on screen that no person wrote for a person: programming values, times as machines write them, names of constants and fields.

import type { Page } from 'playwright-core'

/** Blocks that show what the service sent, word for word, on purpose. */
const wordForWord = 'pre, [data-verbatim]'

/** Each as `what: text`, in the order of the page; hidden texts and blocks that are shown word for word are left out. */
export const rawTexts = (page: Page): Promise<string[]> =>
  page.evaluate((verbatim) => {
    const patterns: readonly (readonly [string, RegExp])[] = [
      ['a programming value', /\bundefined\b|\bNaN\b|\[object \w+\]|^null$|: null\b/],
      ['a time for machines', /\b\d{4}-\d{2}-\d{2}T\d{2}:\d{2}/],
      ['a constant', /\b[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+\b/],
      ['the name of a field', /(?:^|[\s(])[a-z]+(?:_[a-z]+)+(?=$|[\s,.)])/],
      ['structured data', /^\s*[[{]\s*["{[]/],
    ]
    const found: string[] = []
    const judge = (text: string) => {
      for (const [what, pattern] of patterns) if (pattern.test(text)) found.push(`${what}: ${text.trim().slice(0, 120)}`)
    }
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || parent.closest(verbatim) || !parent.checkVisibility()) continue
      judge(node.textContent ?? '')
    }
    for (const element of document.querySelectorAll('[aria-label], [placeholder]')) {
      judge(element.getAttribute('aria-label') ?? '')
      judge(element.getAttribute('placeholder') ?? '')
    }
    return [...new Set(found)]
  }, wordForWord)

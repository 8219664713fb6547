// What a few letters find in the palette.

import { describe, expect, it } from 'vitest'
import { ranked } from '../../../../renderer/shell/palette-rank.ts'

const entries = ['Go to users', 'Go to user groups', 'Use the dark theme', 'Contoso', 'Northwind Traders']
const find = (needle: string) => ranked(entries, needle, (entry) => entry)

describe('ranked', () => {
  it('keeps everything in order without a needle', () => {
    expect(find('  ')).toEqual(entries)
  })

  it('wants every word, in any order', () => {
    expect(find('groups go')).toEqual(['Go to user groups'])
    expect(find('groups nowhere')).toEqual([])
  })

  it('puts beginnings first', () => {
    expect(find('use')[0]).toBe('Use the dark theme')
    expect(find('t')[0]).toBe('Go to users')
    expect(find('trad')).toEqual(['Northwind Traders'])
  })
})

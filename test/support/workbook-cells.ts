// Reads a workbook as a spreadsheet does: the cells of its first sheet.

import { inflateRawSync } from 'node:zlib'

interface SheetCell {
  readonly type: string
  readonly text: string
  readonly formula: boolean
}

/** The cells of the first sheet, read as a spreadsheet reads them. */
export function sheetOf(workbook: Buffer): SheetCell[][] {
  const files = unpacked(workbook)
  const plain = (text: string) => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&apos;', "'").replaceAll('&amp;', '&')
  const strings = [...(files.get('xl/sharedStrings.xml') ?? '').matchAll(/<si>(.*?)<\/si>/gs)].map((match) => plain(match[1]!.replace(/<[^>]+>/g, '')))
  return [...files.get('xl/worksheets/sheet1.xml')!.matchAll(/<row [^>]*>(.*?)<\/row>/gs)].map((row) => {
    const cells: SheetCell[] = []
    for (const cell of row[1]!.matchAll(/<c ([^>]*?)(?:\/>|>(.*?)<\/c>)/gs)) {
      // Empty cells are left out of the file; the name of a cell says which column it is of.
      const column = columnOf(/r="([A-Z]+)\d+"/.exec(cell[1]!)?.[1]) ?? cells.length
      while (cells.length < column) cells.push({ type: 'n', text: '', formula: false })
      const type = /t="(\w+)"/.exec(cell[1]!)?.[1] ?? 'n'
      const value = /<v>(.*?)<\/v>/s.exec(cell[2] ?? '')?.[1] ?? ''
      cells.push({ type, text: type === 's' ? (strings[Number(value)] ?? '') : plain(value), formula: (cell[2] ?? '').includes('<f>') })
    }
    return cells
  })
}

/** A is 0, AA is 26. */
const columnOf = (letters: string | undefined): number | null => (letters === undefined ? null : [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1)

/** The texts of a zip archive, by its central directory. */
function unpacked(archive: Buffer): Map<string, string> {
  const files = new Map<string, string>()
  const end = archive.lastIndexOf(Buffer.from('PK\u0005\u0006', 'latin1'))
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left--) {
    const [method, packed, nameLength, extraLength, commentLength, local] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20), archive.readUInt16LE(at + 28), archive.readUInt16LE(at + 30), archive.readUInt16LE(at + 32), archive.readUInt32LE(at + 42)]
    const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const bytes = archive.subarray(start, start + packed)
    files.set(archive.toString('utf8', at + 46, at + 46 + nameLength), (method === 0 ? bytes : inflateRawSync(bytes)).toString('utf8'))
    at += 46 + nameLength + extraLength + commentLength
  }
  return files
}

import { expect, test } from 'vitest'
import { printTable } from '../../../src-main/app/log/csv.ts'

test('a table has a line of names, and each line ends as RFC 4180 wants it', () => {
  expect(
    printTable(
      ['model', 'cost'],
      [
        ['lab/m', 0.5],
        ['lab/n', undefined],
      ],
    ),
  ).toBe('model,cost\r\nlab/m,0.5\r\nlab/n,\r\n')
})

test('cells with commas, quotes and line breaks are quoted', () => {
  expect(printTable(['a'], [['one, two'], ['say "hi"'], ['two\nlines']])).toBe(
    'a\r\n"one, two"\r\n"say ""hi"""\r\n"two\nlines"\r\n',
  )
})

test.each(['=cmd()', '+1', '-1', '@sum', '\tx'])('no cell begins as a formula does: %j', cell => {
  expect(printTable(['client'], [[cell]])).toBe(`client\r\n'${cell}\r\n`)
})

test('a negative number stays a number', () => {
  expect(printTable(['cost'], [[-1]])).toBe('cost\r\n-1\r\n')
})

import fc from 'fast-check'
import { expect, test } from 'vitest'
import { sourceOf, textOf, urlOf } from '../../src-main/core/data-url.ts'

test.each([
  ['data:image/PNG;charset=utf-8;base64,AAAA', { kind: 'base64', mediaType: 'image/png', data: 'AAAA' }],
  ['data:;base64,AAAA', { kind: 'base64', mediaType: 'application/octet-stream', data: 'AAAA' }],
  ['data:text/plain,hello', { kind: 'url', url: 'data:text/plain,hello' }],
  ['https://example.org/a.png', { kind: 'url', url: 'https://example.org/a.png' }],
])('%s is understood', (url, source) => {
  expect(sourceOf(url)).toEqual(source)
})

test('bytes come back as they went', () => {
  fc.assert(
    fc.property(fc.base64String(), data => {
      const source = { kind: 'base64', mediaType: 'application/pdf', data } as const
      expect(sourceOf(urlOf(source) ?? '')).toEqual(source)
    }),
  )
})

test('text travels as its UTF-8 bytes, and an id has no URL', () => {
  expect(urlOf({ kind: 'text', text: 'ü', mediaType: 'text/plain' })).toBe('data:text/plain;base64,w7w=')
  expect(urlOf({ kind: 'id', id: 'file_1' })).toBeUndefined()
})

test.each([
  [{ kind: 'text', text: 'ü', mediaType: 'text/plain' }, 'ü'],
  [{ kind: 'base64', mediaType: 'text/markdown', data: 'w7w=' }, 'ü'],
  [{ kind: 'base64', mediaType: 'application/json', data: 'e30=' }, '{}'],
  [{ kind: 'base64', mediaType: 'text/plain', data: '/w==' }, undefined],
  [{ kind: 'base64', mediaType: 'application/pdf', data: 'w7w=' }, undefined],
  [{ kind: 'url', url: 'https://example.org/a.txt' }, undefined],
] as const)('%j holds the text %j', (source, text) => {
  expect(textOf(source)).toBe(text)
})

import { constants, deflateRawSync, inflateRawSync, zstdCompressSync, zstdDecompressSync } from 'node:zlib'
import type { Logged, StoredMessages } from '../../core/log/store.ts'

/** What most details are made of. A part of the file's format: another text needs a migration. */
const DICTIONARY = Buffer.from(
  [
    '"features":["tools","tool-call","image","file","audio","reasoning","cache","schema"]',
    '"losses":[{"code":"dropped","path":"reply"}],"errorCode":"provider_unreachable","errorMessage":"The provider ',
    '"outcome":"failed","outcome":"broken","outcome":"aborted","status":400,"status":429,"status":502,',
    '"steps":[{"rule":"alias","outcome":"match","detail":"is an alias of "},{"rule":"id","outcome":"match","detail":" is a model id"}',
    ',{"rule":"pattern","outcome":"miss","detail":"no pattern fits"},{"rule":"listed","outcome":"skip","detail":',
    '"id":"req_","startedAt":17,"method":"POST","path":"/v1/responses","path":"/v1/chat/completions","path":"/v1/messages",',
    '"client":"claude-cli/2.1 (external, cli)","session":"","thread":"","keyName":"default","requested":"',
    '"route":{"kind":"alias","name":"},"modelId":"anthropic/claude-sonnet-4-5","modelId":"openai/gpt-5.4-mini",',
    '"clientDialect":"messages","upstreamDialect":"responses","clientDialect":"chat","action":"translate","action":"pass",',
    '"stream":true,"attempts":[{"modelId":"","dialect":"responses","action":"pass","startedAt":17,"durationMs":,"connectMs":,',
    '"status":200,"upstreamId":"req_"}],"losses":[],"queueMs":1,"firstByteMs":,"firstTokenMs":,"bytesIn":,"bytesOut":,',
    '"usage":{"input":,"cacheRead":,"cacheWrite":,"output":,"reasoning":,"raw":{"input_tokens":,"output_tokens":,',
    '"cache_creation_input_tokens":0,"cache_read_input_tokens":0,"prompt_tokens":,"completion_tokens":,"total_tokens":,',
    '"prompt_tokens_details":{"cached_tokens":0},"completion_tokens_details":{"reasoning_tokens":0},',
    '"input_tokens_details":{"cached_tokens":0},"output_tokens_details":{"reasoning_tokens":0}}},',
    '"cost":{"usd":0.0,"source":"bundled"},"features":["tools","reasoning","cache"],"stop":"end_turn","stop":"tool_use",',
    '"durationMs":,"outcome":"completed","status":200}',
  ].join(''),
)

const SMALL = { dictionary: DICTIONARY, level: 1, memLevel: 5, windowBits: 13 }

export const packDetails = (logged: Logged): Uint8Array => deflateRawSync(JSON.stringify(logged), SMALL)

/** Throws on what was not made by `packDetails`. */
export const unpackDetails = (content: Uint8Array): Logged =>
  JSON.parse(inflateRawSync(content, { dictionary: DICTIONARY }).toString('utf8'))

/** The window is wide enough for what was sent on to be found in what was sent. */
const LARGE = {
  params: { [constants.ZSTD_c_compressionLevel]: 1, [constants.ZSTD_c_windowLog]: 23 },
}

export const packBodies = (messages: StoredMessages): Uint8Array =>
  zstdCompressSync(JSON.stringify(messages), LARGE)

/** Throws on what was not made by `packBodies`. */
export const unpackBodies = (content: Uint8Array): StoredMessages =>
  JSON.parse(zstdDecompressSync(content).toString('utf8'))

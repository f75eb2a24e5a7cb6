import { z } from 'zod'

/** The demo provider's models, each of which speaks one dialect only: every client so crosses every translation. */
export const upstreams = ['demo-chat', 'demo-responses', 'demo-messages'] as const

export const prompt = 'Tell me in one sentence what a patch bay is. ☎️'
export const toolPrompt = 'Use get_weather to look up the weather in Paris.'
export const weather = 'Sunny, 21 degrees'
export const imagePrompt = 'What is in this image?'

/** A red pixel. */
export const pixel =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8DwHwAFBQIAX8jx0gAAAABJRU5ErkJggg=='

export const weatherParameters = {
  type: 'object' as const,
  properties: { city: { type: 'string' } },
  required: ['city'],
  additionalProperties: false,
}

export const answerSchema = z.object({ answer: z.string(), confidence: z.number() })
export const answerJsonSchema = {
  type: 'object' as const,
  properties: { answer: { type: 'string' }, confidence: { type: 'number' } },
  required: ['answer', 'confidence'],
  additionalProperties: false,
}

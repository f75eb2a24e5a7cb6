import { expect, test } from 'vitest'
import { createReplayTickets } from '../../src-main/proxy/replay-tickets.ts'

const replay = { replayOf: 'req_a', key: { name: 'default' } }

test('a ticket lets one request in, and tells its id at once', () => {
  const tickets = createReplayTickets()
  const begun: string[] = []
  const ticket = tickets.issue(replay, id => begun.push(id))
  expect(tickets.redeem(ticket, 'req_b')).toEqual(replay)
  expect(begun).toEqual(['req_b'])
  expect(tickets.redeem(ticket, 'req_c')).toBeUndefined()
  expect(begun).toEqual(['req_b'])
})

test('what is no ticket, or was withdrawn, or is of another process, lets nobody in', () => {
  const tickets = createReplayTickets()
  const ticket = tickets.issue(replay, () => {})
  expect(tickets.redeem('', 'req_b')).toBeUndefined()
  expect(tickets.redeem(`${ticket}x`, 'req_b')).toBeUndefined()
  expect(createReplayTickets().redeem(ticket, 'req_b')).toBeUndefined()
  tickets.withdraw(ticket)
  expect(tickets.redeem(ticket, 'req_b')).toBeUndefined()
})

test('no two tickets are alike', () => {
  const tickets = createReplayTickets()
  const issued = Array.from({ length: 100 }, () => tickets.issue(replay, () => {}))
  expect(new Set(issued).size).toBe(100)
})

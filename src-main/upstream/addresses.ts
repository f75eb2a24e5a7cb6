import { type LookupAddress, type LookupOptions, lookup } from 'node:dns'
import { BlockList, isIP } from 'node:net'
import { BLOCKED_CODE } from './send-failure.ts'

const blocked = new BlockList()
blocked.addSubnet('169.254.0.0', 16)
blocked.addAddress('fd00:ec2::254', 'ipv6')

const loopback = new BlockList()
loopback.addSubnet('127.0.0.0', 8)
loopback.addAddress('::1', 'ipv6')

const contains = (list: BlockList, address: string): boolean => {
  const version = isIP(address)
  return version !== 0 && list.check(address, version === 4 ? 'ipv4' : 'ipv6')
}

/** A URL's host name without the brackets of IPv6. */
const bare = (hostname: string): string =>
  hostname.startsWith('[') && hostname.endsWith(']') ? hostname.slice(1, -1) : hostname

/** Link-local IPv4 and EC2's IPv6 metadata address, written as an address (mapped into IPv6 too). */
export const isBlockedAddress = (hostname: string): boolean => contains(blocked, bare(hostname))

/** This machine, by name or address. */
export const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname.endsWith('.localhost') || contains(loopback, bare(hostname))

type LookupCallback = (
  error: NodeJS.ErrnoException | null,
  address: string | LookupAddress[],
  family?: number,
) => void

/** `dns.lookup` that fails when any answer is a blocked address: it looks at what is connected to, so rebinding finds no gap. */
export function guardedLookup(hostname: string, options: LookupOptions, callback: LookupCallback): void {
  lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error) return callback(error, [])
    if (addresses.some(({ address }) => contains(blocked, address))) {
      return callback(
        Object.assign(new Error(`${hostname} resolves to a blocked address`), { code: BLOCKED_CODE }),
        [],
      )
    }
    if (options.all) return callback(null, addresses)
    const first = addresses[0]
    if (first) callback(null, first.address, first.family)
    else callback(Object.assign(new Error(`${hostname} has no address`), { code: 'ENOTFOUND' }), [])
  })
}

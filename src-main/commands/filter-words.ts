import type { Command } from 'commander'

/** One dash and more than a letter: `-is:error`. A number that is bound to its option, as `-n50`, is none. */
const LEFT_OUT = /^-(?!n?\d+$)[^-]./

/**
 * Lets a command take the words of a filter that must not hold, which begin with a dash, as arguments. Its own options
 * are one letter or two dashes; what follows `--` is no option in any case.
 */
export function takesFilter(command: Command): Command {
  const parse = command.parseOptions.bind(command)
  command.parseOptions = given => {
    const end = given.indexOf('--')
    const isWord = (word: string, index: number) => (end < 0 || index < end) && LEFT_OUT.test(word)
    const { operands, unknown } = parse(given.filter((word, index) => !isWord(word, index)))
    return { operands: [...operands, ...given.filter(isWord)], unknown }
  }
  return command
}

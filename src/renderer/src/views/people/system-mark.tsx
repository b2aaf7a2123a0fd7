import { IconBrandGithub, IconBrandGitlab, IconGitCommit, IconPlug, IconTicket } from '@tabler/icons-react'
import classes from './system-mark.module.css'

const known = {
  git: { name: 'Git', icon: IconGitCommit },
  jira: { name: 'Jira', icon: IconTicket },
  github: { name: 'GitHub', icon: IconBrandGithub },
  gitlab: { name: 'GitLab', icon: IconBrandGitlab },
} as const

/** A system as its users call it. */
export const systemName = (system: string): string => look(system).name

const look = (system: string) =>
  Object.hasOwn(known, system) ? known[system as keyof typeof known] : { name: system, icon: IconPlug }

/** The systems somebody is known in. */
export function SystemMarks({ systems }: { readonly systems: readonly string[] }) {
  return (
    <span className={classes['systems']}>
      {systems.map(system => {
        const { name, icon: Icon } = look(system)
        return (
          <span key={system} className={classes['system']}>
            <Icon size={14} stroke={1.75} aria-hidden />
            {name}
          </span>
        )
      })}
    </span>
  )
}

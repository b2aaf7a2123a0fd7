import { IconDatabase } from '@tabler/icons-react'
import { Link } from 'wouter'
import { useHealth } from '../../api/use-health.ts'
import { formatBytes } from '../../format/number.ts'
import classes from './status-bar.module.css'

/** The free space on the disk, once there is little of it. */
export function DiskMark() {
  const { health } = useHealth()
  const disk = health?.checks.find(({ kind }) => kind === 'disk')
  const free = disk?.facts['freeBytes']
  if (!disk || disk.level === 'healthy' || typeof free !== 'number') return null
  return (
    <Link href="/settings/database" className={classes['part']} data-level={disk.level}>
      <IconDatabase size={15} stroke={1.75} aria-hidden />
      {formatBytes(free)} free
    </Link>
  )
}

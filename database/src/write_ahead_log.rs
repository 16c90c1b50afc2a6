//! Flushing the write-ahead log of `SQLite` once for several commits.

use std::{
    fs::OpenOptions,
    io::{self, ErrorKind},
    path::{Path, PathBuf},
    sync::atomic::{AtomicU64, Ordering},
};

use tokio::{sync::Mutex, task::spawn_blocking};

/// The write-ahead log of an `SQLite` database. With `synchronous = NORMAL`, `SQLite` writes commits to it and does not
/// flush it to the disk. What was committed is lost in a power failure until it is flushed, or until a checkpoint has
/// copied it to the database, which `SQLite` flushes.
///
/// `SQLite` itself would flush the log in each commit, while all other writes wait.
#[derive(Debug)]
pub(crate) struct WriteAheadLog {
    file: PathBuf,
    /// The number of calls of [`Self::flush`].
    requested: AtomicU64,
    /// The number of calls that are done. Locked while the log is flushed.
    done: Mutex<u64>,
}

impl WriteAheadLog {
    /// The log of the database in an existing file.
    pub(crate) fn for_file(database: &Path) -> io::Result<Self> {
        // SQLite follows links, too, before it appends to the name.
        let mut file = database.canonicalize()?.into_os_string();
        file.push("-wal");
        Ok(Self { file: file.into(), requested: AtomicU64::new(0), done: Mutex::new(0) })
    }

    /// Waits until everything that was committed before the call is on the disk. Calls that wait at the same time share
    /// one flush.
    pub(crate) async fn flush(&self) -> io::Result<()> {
        let own = self.requested.fetch_add(1, Ordering::SeqCst) + 1;
        let mut done = self.done.lock().await;
        if *done >= own {
            return Ok(());
        }
        let included = self.requested.load(Ordering::SeqCst);
        let file = self.file.clone();
        spawn_blocking(move || flush_file(&file)).await.map_err(io::Error::other)??;
        *done = included;
        Ok(())
    }
}

fn flush_file(file: &Path) -> io::Result<()> {
    match OpenOptions::new().write(true).open(file) {
        Ok(log) => log.sync_data(),
        // SQLite deletes the log when the last connection is closed, after it has flushed the database.
        Err(error) if error.kind() == ErrorKind::NotFound => Ok(()),
        Err(error) => Err(error),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn calls_that_wait_together_share_a_flush() {
        let folder = tempfile::tempdir().unwrap();
        let database = folder.path().join("test.db");
        std::fs::write(&database, "").unwrap();
        let log = WriteAheadLog::for_file(&database).unwrap();
        log.flush().await.unwrap();
        std::fs::write(folder.path().join("test.db-wal"), "").unwrap();
        log.flush().await.unwrap();
        assert_eq!(*log.done.lock().await, 2);
        // A folder can't be flushed as a file. The calls that a failed flush was for flush again.
        std::fs::remove_file(folder.path().join("test.db-wal")).unwrap();
        std::fs::create_dir(folder.path().join("test.db-wal")).unwrap();
        assert!(log.flush().await.is_err());
        assert_eq!(*log.done.lock().await, 2);
        std::fs::remove_dir(folder.path().join("test.db-wal")).unwrap();
        let waiting = log.done.lock().await;
        let (first, second, ()) = tokio::join!(log.flush(), log.flush(), async { drop(waiting) });
        first.and(second).unwrap();
        assert_eq!((*log.done.lock().await, log.requested.load(Ordering::SeqCst)), (5, 5));
    }

    #[cfg(unix)]
    #[test]
    fn the_log_is_beside_the_file_that_a_link_names() {
        let folder = tempfile::tempdir().unwrap();
        let (database, link) = (folder.path().join("test.db"), folder.path().join("link.db"));
        std::fs::write(&database, "").unwrap();
        std::os::unix::fs::symlink(&database, &link).unwrap();
        assert_eq!(WriteAheadLog::for_file(&link).unwrap().file, WriteAheadLog::for_file(&database).unwrap().file);
    }
}

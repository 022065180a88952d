//! No bytes make a reader of logs panic, and every span that it gives lies in them.

#![no_main]

use fivexx::logs;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (records, _) = logs::read(bytes);
    for found in &records {
        assert!(bytes.get(found.span.clone()).is_some());
        if let Some(status) = &found.record.status {
            assert_eq!(bytes[status.span.clone()], *status.value.to_string().as_bytes());
        }
    }
});

public enum ConstructCommand { public static func main() {} }
